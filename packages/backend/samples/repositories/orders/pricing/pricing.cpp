#include "pricing.h"

#include <condition_variable>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr long long discount_from = 100000;
constexpr long long discount_percent = 3;

// Sums parts of a long order on two threads; the last one to finish wakes the
// caller.
class Sum {
public:
  explicit Sum(std::vector<long long> amounts) : amounts_(std::move(amounts)) {}

  long long run() {
    const size_t half = amounts_.size() / 2;
    std::thread left([this, half] { add(0, half); });
    std::thread right([this, half] { add(half, amounts_.size()); });
    std::unique_lock<std::mutex> lock(mutex_);
    while (finished_ < 2) {
      done_.wait(lock);
    }
    lock.unlock();
    left.join();
    right.join();
    return total_;
  }

private:
  void add(size_t from, size_t to) {
    const long long part = std::accumulate(
        amounts_.begin() + static_cast<std::ptrdiff_t>(from),
        amounts_.begin() + static_cast<std::ptrdiff_t>(to), 0LL);
    std::lock_guard<std::mutex> lock(mutex_);
    total_ += part;
    ++finished_;
    done_.notify_one();
  }

  std::vector<long long> amounts_;
  std::mutex mutex_;
  std::condition_variable done_;
  int finished_ = 0;
  long long total_ = 0;
};

} // namespace

long long pricing_total(const long long *amounts, size_t count) {
  const long long total =
      Sum(std::vector<long long>(amounts, amounts + count)).run();
  return total < discount_from ? total
                               : total - total * discount_percent / 100;
}

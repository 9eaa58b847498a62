#include <aws/lambda-runtime/runtime.h>

#include <charconv>
#include <string>
#include <string_view>

using namespace aws::lambda_runtime;

namespace {

constexpr long paid_out_at_once_below = 5000; // cents

// The amount is the only field that decides; it is written by our own API and
// always a plain integer.
bool amount_of(std::string_view payload, long &cents) {
  constexpr std::string_view key = "\"cents\":";
  const auto at = payload.find(key);
  if (at == std::string_view::npos) {
    return false;
  }
  auto digits = payload.substr(at + key.size());
  while (!digits.empty() && digits.front() == ' ') {
    digits.remove_prefix(1);
  }
  const auto result =
      std::from_chars(digits.data(), digits.data() + digits.size(), cents);
  return result.ec == std::errc{} && cents > 0;
}

invocation_response handle(const invocation_request &request) {
  long cents = 0;
  if (!amount_of(request.payload, cents)) {
    return invocation_response::failure("cents is missing", "InvalidRefund");
  }
  const std::string decision =
      cents < paid_out_at_once_below ? "paid-out" : "review";
  return invocation_response::success("{\"decision\":\"" + decision + "\"}",
                                      "application/json");
}

} // namespace

int main() {
  run_handler(handle);
  return 0;
}

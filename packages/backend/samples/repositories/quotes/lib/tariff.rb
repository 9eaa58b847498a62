# frozen_string_literal: true

require 'bigdecimal'

# The carrier's price list.
module Tariff
  STEPS = { 1_000 => '4.90', 5_000 => '7.90', 20_000 => '14.50' }.freeze
  DAYS = { 'SE' => 1, 'DK' => 2, 'DE' => 3 }.freeze

  def self.cents(grams)
    price = STEPS.find { |upto, _| grams <= upto }&.last
    raise ArgumentError, "#{grams} g is more than the carrier takes" unless price

    (BigDecimal(price) * 100).to_i
  end

  def self.arrival(day, country)
    left = DAYS.fetch(country, 5)
    until left.zero?
      day += 1
      left -= 1 unless day.saturday? || day.sunday?
    end
    day
  end
end

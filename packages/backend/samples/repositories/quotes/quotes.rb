# frozen_string_literal: true

require 'bundler/setup'
require 'date'
require_relative 'lib/tariff'

# Entry point of the function.
module Quotes
  def self.handle(event:, context:)
    grams = event.fetch('items').sum { |item| item.fetch('grams') * item.fetch('quantity') }
    day = Date.parse(event.fetch('day'))
    {
      cents: Tariff.cents(grams),
      arrives: Tariff.arrival(day, event.fetch('country')).iso8601
    }
  end
end

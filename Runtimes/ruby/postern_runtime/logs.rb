# frozen_string_literal: true

require 'json'
require 'logger'
require 'time'

module PosternRuntime
  # Records of Ruby's logger, with the request that they belong to.
  module Logs
    class << self
      attr_accessor :request_id
    end

    # Text as Lambda's Ruby runtimes write it: the request id stands where the program's name would.
    module TextRecords
      def format_message(severity, time, progname, message)
        super(severity, time, progname || Logs.request_id, message)
      end
    end

    # One JSON object for each record.
    module JSONRecords
      def format_message(severity, time, _progname, message)
        text = message.is_a?(String) ? message : message.inspect
        record = { timestamp: time.utc.iso8601(3), level: Logs.level(severity), message: text, requestId: Logs.request_id }
        "#{JSON.generate(record)}\n"
      end
    end

    LEVELS = { 'TRACE' => 0, 'DEBUG' => 0, 'INFO' => 1, 'WARN' => 2, 'ERROR' => 3, 'FATAL' => 4 }.freeze

    # Loggers of the function begin at the level that it is configured with.
    module ConfiguredLevel
      def initialize(*arguments, **options)
        super(*arguments, **{ level: LEVELS.fetch(ENV.fetch('AWS_LAMBDA_LOG_LEVEL', 'INFO').upcase, 1) }.merge(options))
      end
    end

    def self.level(severity)
      severity == 'ANY' ? 'INFO' : severity
    end

    def self.install
      is_json = ENV.fetch('AWS_LAMBDA_LOG_FORMAT', '').casecmp?('JSON')
      ::Logger.prepend(is_json ? JSONRecords : TextRecords)
      ::Logger.prepend(ConfiguredLevel) if is_json
    end
  end
end

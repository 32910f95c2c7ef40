# frozen_string_literal: true

require 'json'

module PosternRuntime
  # What a handler gets as `context:`.
  # See https://docs.aws.amazon.com/lambda/latest/dg/ruby-context.html.
  class Context
    attr_reader :aws_request_id, :invoked_function_arn, :function_name, :function_version, :memory_limit_in_mb,
                :log_group_name, :log_stream_name, :deadline_ms, :identity, :client_context

    def initialize(headers)
      @aws_request_id = headers['lambda-runtime-aws-request-id']
      @invoked_function_arn = headers['lambda-runtime-invoked-function-arn']
      @deadline_ms = Integer(headers.fetch('lambda-runtime-deadline-ms', '0'))
      @identity = parse(headers['lambda-runtime-cognito-identity'])
      @client_context = parse(headers['lambda-runtime-client-context'])
      @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
      @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
      @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
      @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
      @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    end

    def get_remaining_time_in_millis # rubocop:disable Naming/AccessorMethodName -- AWS's name
      [@deadline_ms - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond), 0].max
    end

    private

    def parse(text)
      JSON.parse(text) if text
    end
  end
end

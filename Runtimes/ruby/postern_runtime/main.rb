# frozen_string_literal: true

require 'json'
require_relative 'client'
require_relative 'context'
require_relative 'errors'
require_relative 'handler'
require_relative 'logs'

module PosternRuntime
  # The life of one execution environment: load the handler, then one invocation after the other.
  class Main
    # Not for the function to catch: these end the process.
    FATAL = [SystemExit, SignalException, NoMemoryError].freeze

    def run
      $stdout.sync = true
      $stderr.sync = true
      Logs.install
      @client = Client.new(ENV.fetch('AWS_LAMBDA_RUNTIME_API'))
      handler = load_handler
      loop { handle(handler, @client.next) }
    end

    private

    def load_handler
      name = ENV.fetch('_HANDLER', '')
      Handler.new(name).tap { |handler| handler.load(ENV.fetch('LAMBDA_TASK_ROOT', '/var/task')) }
    rescue *FATAL
      raise
    rescue Exception => error # rubocop:disable Lint/RescueException -- a LoadError or SyntaxError is no StandardError
      report(error, 'Init', "Init error when loading handler #{name}")
      exit!(1)
    end

    def handle(handler, invocation)
      context = Context.new(invocation.headers)
      Logs.request_id = context.aws_request_id
      adopt_trace(invocation.headers['lambda-runtime-trace-id'])
      body, type = serialise(handler.call(event: JSON.parse(invocation.body), context: context))
      @client.post_response(context.aws_request_id, body, type)
    rescue *FATAL
      raise
    rescue Exception => error # rubocop:disable Lint/RescueException -- whatever the function raises is its answer
      report(error, 'Function', 'Error raised from handler method', context&.aws_request_id)
    end

    def adopt_trace(header)
      header ? ENV['_X_AMZN_TRACE_ID'] = header : ENV.delete('_X_AMZN_TRACE_ID')
    end

    # @return [Array(String, String)] the body and its content type; an IO is passed on as it is
    def serialise(result)
      return [result.read, 'application/unknown'] if result.respond_to?(:read)

      [JSON.generate(result), 'application/json']
    end

    def report(error, kind, title, request_id = nil)
      failure = Failure.new(error, kind)
      $stderr.write("#{title}\n#{failure.text}\n")
      @client.post_error(request_id, failure.body, failure.type)
    end
  end
end

# frozen_string_literal: true

require 'json'

module PosternRuntime
  # An error as Lambda's Ruby runtimes report it.
  class Failure
    CLIENT = File.dirname(__dir__)
    private_constant :CLIENT

    attr_reader :type

    # @param kind [String] `Init` while the handler is being loaded, then `Function`
    def initialize(error, kind)
      @error = error
      @type = "#{kind}<#{error.class}>"
    end

    def body
      JSON.generate(members)
    end

    # What stands in the log after the title.
    def text
      JSON.pretty_generate(members)
    end

    private

    def members
      { errorMessage: message, errorType: @type, stackTrace: stack }
    end

    # A message can be in any encoding; JSON is UTF-8.
    def message
      @error.message.dup.force_encoding(Encoding::UTF_8).scrub
    end

    # Without this client's own frames.
    def stack
      (@error.backtrace || []).reject { |line| line.start_with?("#{CLIENT}/") }
    end
  end
end

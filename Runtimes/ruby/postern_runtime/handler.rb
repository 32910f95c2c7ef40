# frozen_string_literal: true

module PosternRuntime
  # The function's handler: `file.method`, or `file.Module::Class.method` for a method of a class or module.
  class Handler
    def initialize(name)
      file, *@owner, @method = name.split('.')
      raise ArgumentError, "Invalid handler #{name}, must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD" unless
        file && @method && @owner.length <= 1

      @file = file
    end

    # Loads the file that the handler is in.
    def load(task_root)
      $LOAD_PATH.unshift(task_root) unless $LOAD_PATH.include?(task_root)
      require File.expand_path(@file, task_root)
      receiver
    end

    def call(event:, context:)
      receiver.send(@method, event: event, context: context)
    end

    private

    def receiver
      @receiver ||= @owner.empty? ? TOPLEVEL_BINDING.receiver : Kernel.const_get(@owner.first)
    end
  end
end

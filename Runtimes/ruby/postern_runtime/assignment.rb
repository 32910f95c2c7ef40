# frozen_string_literal: true

module PosternRuntime
  # Waiting, with the interpreter up and this client loaded, to be told what to run.
  #
  # Standard input brings the command as the launcher's `image.h` lays it out: two 32-bit counts of arguments and
  # variables, then NUL-terminated strings, the first of them the working directory.
  module Assignment
    def self.await
      image = $stdin.binmode.read
      exit if image.empty? # nothing was assigned before the sandbox went away
      argument_count, = image.unpack('L')
      directory, *strings = image.byteslice(8..).force_encoding(Encoding::UTF_8).split("\0", -1)[0...-1]
      ENV.replace(strings.drop(argument_count).to_h { |variable| variable.split('=', 2) })
      ARGV.clear
      Dir.chdir(directory)
      adopt_search_path
    end

    # What the interpreter does with RUBYLIB when it starts.
    def self.adopt_search_path
      $LOAD_PATH.unshift(*ENV.fetch('RUBYLIB', '').split(':'))
      Gem.clear_paths
    end
    private_class_method :adopt_search_path
  end
end

# frozen_string_literal: true

# Entry point of the Ruby runtime: /var/runtime/bootstrap.rb inside a sandbox.
require_relative 'postern_runtime/main'

if ARGV.include?('--await-assignment')
  require_relative 'postern_runtime/assignment'
  PosternRuntime::Assignment.await
end
PosternRuntime::Main.new.run

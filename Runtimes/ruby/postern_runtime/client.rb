# frozen_string_literal: true

require 'socket'

module PosternRuntime
  # The Runtime API (2018-06-01) over one kept-alive connection.
  # See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
  class Client
    PREFIX = '/2018-06-01/runtime/'

    Response = Struct.new(:status, :headers, :body)

    def initialize(address)
      @address = address
      host, _, port = address.rpartition(':')
      @socket = TCPSocket.new(host, Integer(port))
      @socket.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1)
    end

    # Waits for the next invocation; header names are in lower case.
    def next
      response = request('GET', 'invocation/next')
      raise "GET invocation/next was answered with status #{response.status}" unless response.status == 200

      response
    end

    def post_response(request_id, body, content_type)
      request('POST', "invocation/#{request_id}/response", body, 'Content-Type' => content_type)
    end

    # @param request_id [String, nil] nil while the handler is being loaded
    def post_error(request_id, body, error_type)
      path = request_id ? "invocation/#{request_id}/error" : 'init/error'
      type = error_type.gsub(/[\r\n]/, ' ')
      request('POST', path, body, 'Content-Type' => 'application/json', 'Lambda-Runtime-Function-Error-Type' => type)
    end

    private

    def request(method, path, body = '', headers = {})
      fields = { 'Host' => @address, **headers, 'Content-Length' => body.bytesize.to_s }
      lines = fields.map { |name, value| "#{name}: #{value}\r\n" }
      @socket.write("#{method} #{PREFIX}#{path} HTTP/1.1\r\n#{lines.join}\r\n".b + body.b)
      read_response
    end

    def read_response
      status = Integer(read_line.split(' ')[1])
      headers = {}
      until (line = read_line).empty?
        name, value = line.split(':', 2)
        headers[name.downcase] = value.strip
      end
      Response.new(status, headers, @socket.read(Integer(headers.fetch('content-length', '0'))))
    end

    # The server hung up: this environment is of no further use.
    def read_line
      (@socket.gets("\r\n") or exit!(1)).chomp("\r\n")
    end
  end
end

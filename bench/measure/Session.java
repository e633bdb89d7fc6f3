import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection to the service that is kept, for one request after the other. It does nothing but
 * send bytes and read the answer, so that it takes next to none of the time it measures.
 */
final class Session implements AutoCloseable {

  /** What is sent. */
  record Request(String method, String path, String body) {
    static Request get(String path) {
      return new Request("GET", path, "");
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final String token;

  Session(Size size) throws Exception {
    token = size.token();
    socket = new Socket("localhost", size.port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  void send(Request request) throws IOException {
    var body = request.body().getBytes(StandardCharsets.UTF_8);
    var head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s%s\r\n"
            .formatted(
                request.method(),
                request.path(),
                token,
                body.length == 0 ? "" : "Content-Type: application/json\r\n",
                request.method().equals("GET") ? "" : "Content-Length: " + body.length + "\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    socket.getOutputStream().write(all);
    var status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    for (var line = line(); !line.isEmpty(); line = line()) {
      var field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).trim());
      }
      chunked |= field.startsWith("transfer-encoding:");
    }
    var answer = chunked ? chunks() : in.readNBytes(length);
    if (status >= 300) {
      throw new IllegalStateException(
          request + ": " + status + " " + new String(answer, StandardCharsets.UTF_8));
    }
  }

  private byte[] chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    for (int length = -1; length != 0; ) {
      length = Integer.parseInt(line(), 16);
      all.write(in.readNBytes(length));
      line();
    }
    return all.toByteArray();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the service ended the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

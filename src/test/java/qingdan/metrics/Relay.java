package qingdan.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import qingdan.EmptyDatabase;

/** A database of its own that can fall silent: behind a relay that stops passing anything on. */
public class Relay implements QuarkusTestResourceLifecycleManager {

  /** System properties, because the test and its resource may be loaded apart. */
  private static final String SILENT = "qingdan.test.relay-silent";

  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private ServerSocket entrance;

  static void fallSilent() {
    System.setProperty(SILENT, "true");
  }

  static void speakAgain() {
    System.setProperty(SILENT, "false");
  }

  @Override
  public Map<String, String> start() {
    speakAgain();
    var url = new EmptyDatabase().start().get("quarkus.datasource.jdbc.url");
    int port = Integer.parseInt(url.replaceFirst(".*//[^:/]+:(\\d+)/.*", "$1"));
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(() -> admit(port));
    return Map.of(
        "quarkus.datasource.jdbc.url",
        url.replace(":" + port + "/", ":" + entrance.getLocalPort() + "/"));
  }

  private void admit(int port) throws IOException {
    while (!entrance.isClosed()) {
      var client = entrance.accept();
      var server = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(client);
      sockets.add(server);
      inBackground(() -> pass(client, server));
      inBackground(() -> pass(server, client));
    }
  }

  /** What comes while nothing is passed on is lost, as on a line that was cut. */
  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      var bytes = new byte[8192];
      for (int n = from.getInputStream().read(bytes);
          n > 0;
          n = from.getInputStream().read(bytes)) {
        if (!Boolean.getBoolean(SILENT)) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // one side has gone
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    try {
      entrance.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

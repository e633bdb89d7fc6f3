package qingdan;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import qingdan.embedded.EmbeddedDatabase;
import qingdan.embedded.NoDatabase;

/** Sees to it that there is a database, then starts the application. */
@QuarkusMain
public class Main {

  public static void main(String... args) {
    // Quarkus would answer an address that is no URI with an empty 400, before any of our code.
    System.setProperty("vertx.disableURIValidation", "true");
    try {
      EmbeddedDatabase.startUnlessConfigured();
    } catch (NoDatabase e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    Quarkus.run(args);
  }
}

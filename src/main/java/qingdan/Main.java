package qingdan;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import qingdan.embedded.EmbeddedDatabase;
import qingdan.embedded.NoDatabase;

/** Sees to it that there is a database, then starts the application. */
@QuarkusMain
public class Main {

  public static void main(String... args) {
    try {
      EmbeddedDatabase.startUnlessConfigured();
    } catch (NoDatabase e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    Quarkus.run(args);
  }
}

package qingdan.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;

/** The file of a request's body, gone with the request. */
@RequestScoped
class Spool {

  private Path file;

  Path create() {
    try {
      file = Files.createTempFile("qingdan-", ".csv.gz");
      return file;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @PreDestroy
  void remove() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

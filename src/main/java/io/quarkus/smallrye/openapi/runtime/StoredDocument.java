package io.quarkus.smallrye.openapi.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;

/**
 * Serves the document that the build wrote, and reads it when it is asked for. The framework's own
 * reads it at each start and writes it anew in both formats, which took more of a start than the
 * database did; what it would change on the way is switched off or done by the build.
 *
 * <p>In the framework's package, as what it replaces is not open to others; not where code of the
 * service and of the framework are loaded apart, in development and in tests.
 */
@UnlessBuildProfile(anyOf = {"dev", "test"})
@Alternative
@Priority(1)
@Singleton
class StoredDocument extends OpenApiDocumentService {

  private final Map<Format, byte[]> read = new ConcurrentHashMap<>();

  @Override
  void prepareDocument(
      AutoSecurityFilter security,
      Map<OpenApiFilter.RunStage, List<String>> filters,
      String document) {
    // The build has prepared it.
  }

  /** There is one document. */
  @Override
  public byte[] getDocument(String document, Format format) {
    return read.computeIfAbsent(format, StoredDocument::stored);
  }

  private static byte[] stored(Format format) {
    var name = OpenApiConstants.BASE_NAME + "." + format.name();
    try (var file = StoredDocument.class.getClassLoader().getResourceAsStream(name)) {
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package qingdan.exchange;

import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A file that was received whole: compressed, on disk until the request ends.
 *
 * @param digest of what it holds; with the character set it is what makes two uploads the same
 * @param lines how many it has, the header included
 */
@RegisterForReflection
record CsvUpload(@JsonIgnore Path file, String digest, String charset, @JsonIgnore long lines) {}

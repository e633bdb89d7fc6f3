package qingdan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/**
 * Receives a CSV file, plain or gzip, before anything holds a connection to the database: a slow
 * network costs a thread and a file, no more.
 */
@Provider
@Consumes({CsvUploads.CSV, CsvUploads.GZIP})
class CsvUploads implements MessageBodyReader<CsvUpload> {

  static final String CSV = "text/csv";
  static final String GZIP = "application/gzip";
  static final long LARGEST = 256L << 20;

  /**
   * Character sets by the names that clients give them; the older Chinese ones are parts of
   * GB18030.
   */
  private static final Map<String, String> CHARSETS =
      Map.of("utf-8", "UTF-8", "gb18030", "GB18030", "gbk", "GB18030", "gb2312", "GB18030");

  private final Spool spool;

  CsvUploads(Spool spool) {
    this.spool = spool;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == CsvUpload.class;
  }

  @Override
  public CsvUpload readFrom(
      Class<CsvUpload> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    var charset = charset(mediaType);
    var compressed = isCompressed(mediaType, headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    var file = spool.create();
    var digest = sha256();
    long lines = 0;
    long bytes = 0;
    var buffer = new byte[1 << 16];
    byte last = '\n';
    try (var out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      var in = compressed ? inflated(body) : body;
      for (int n = read(in, buffer); n > 0; n = read(in, buffer)) {
        bytes += n;
        if (bytes > LARGEST) {
          throw new Refusal(ErrorCode.BODY_TOO_LARGE);
        }
        for (int i = 0; i < n; i++) {
          // a line ends at CR, LF or both together
          lines += buffer[i] == '\r' || (buffer[i] == '\n' && last != '\r') ? 1 : 0;
          last = buffer[i];
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    lines += last == '\n' || last == '\r' ? 0 : 1;
    return new CsvUpload(file, HexFormat.of().formatHex(digest.digest()), charset, lines);
  }

  private static InputStream inflated(InputStream body) {
    try {
      return new GZIPInputStream(body, 1 << 16);
    } catch (IOException notGzip) {
      throw broken();
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException cut) {
      throw broken();
    }
  }

  private static Refusal broken() {
    return new Refusal(ErrorCode.MALFORMED_REQUEST).at("", "gzip");
  }

  private static String charset(MediaType type) {
    var named = type.getParameters().getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT);
    var charset = CHARSETS.get(named);
    if (charset == null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, CSV + ", " + GZIP)
          .at("Content-Type", "one-of", "charset=UTF-8, charset=GB18030");
    }
    return charset;
  }

  private static boolean isCompressed(MediaType type, String encoding) {
    if (encoding != null && !encoding.equals("gzip") && !encoding.equals("identity")) {
      throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, CSV + ", " + GZIP)
          .at("Content-Encoding", "one-of", "gzip, identity");
    }
    return type.getSubtype().equals("gzip") || "gzip".equals(encoding);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}

package qingdan.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The draw, byte by byte as {@code docs/draw.md} writes it down. Whoever changes a byte here makes
 * every published draw wrong.
 */
final class RandomDraw {

  static final String COMMITMENT = "qingdan draw 1 commitment\n";
  static final String SEED = "qingdan draw 1 seed\n";

  /** A unit that may be drawn, as it was when the population was fixed. */
  record Member(UUID unit, String code, String stratum) {

    /** Its line in the text of the population. */
    String line() {
      return unit + "\t" + stratum + "\t" + code + "\n";
    }
  }

  /** A unit that was drawn, and by which ticket. */
  record Drawn(Member member, String ticket) {}

  private static final Comparator<Member> CANONICAL =
      Comparator.comparing(member -> member.unit().toString());

  private RandomDraw() {}

  static List<Member> inOrder(Collection<Member> members) {
    return members.stream().sorted(CANONICAL).toList();
  }

  /** Of the lines of all members, in the order of their ids. */
  static String populationHash(Collection<Member> members) {
    var digest = sha256();
    inOrder(members).forEach(member -> digest.update(utf8(member.line())));
    return hex(digest.digest());
  }

  static String secretHash(String secret) {
    return hex(sha256().digest(bytes(secret)));
  }

  /** What the office commits to before anybody contributes. */
  static String commitment(
      UUID round, String populationHash, String secretHash, SortedMap<String, Integer> numbers) {
    var text = new StringBuilder(COMMITMENT);
    text.append(round).append('\n').append(populationHash).append('\n').append(secretHash);
    text.append('\n');
    numbers.forEach(
        (stratum, number) -> text.append(number).append('\t').append(stratum).append('\n'));
    return hash(text.toString());
  }

  static String seed(String populationHash, String secret, String contribution) {
    var digest = sha256();
    digest.update(utf8(SEED));
    digest.update(bytes(populationHash));
    digest.update(bytes(secret));
    digest.update(utf8(Normalizer.normalize(contribution, Normalizer.Form.NFC)));
    return hex(digest.digest());
  }

  static String ticket(String seed, Member member) {
    return hex(ticket(mac(seed), member));
  }

  /** Of each stratum those with the smallest tickets, in the order of strata and tickets. */
  static List<Drawn> draw(
      String seed, Collection<Member> members, SortedMap<String, Integer> numbers) {
    var mac = mac(seed);
    var tickets =
        members.stream()
            .map(member -> new Drawn(member, hex(ticket(mac, member))))
            .collect(
                Collectors.groupingBy(
                    drawn -> drawn.member().stratum(), TreeMap::new, Collectors.toList()));
    return tickets.entrySet().stream()
        .flatMap(
            stratum ->
                stratum.getValue().stream()
                    .sorted(Comparator.comparing(Drawn::ticket))
                    .limit(numbers.getOrDefault(stratum.getKey(), 0)))
        .toList();
  }

  static String hash(String text) {
    return hex(sha256().digest(utf8(text)));
  }

  private static byte[] ticket(Mac mac, Member member) {
    mac.update(utf8(member.stratum()));
    mac.update((byte) 0);
    mac.update(
        ByteBuffer.allocate(16)
            .putLong(member.unit().getMostSignificantBits())
            .putLong(member.unit().getLeastSignificantBits())
            .array());
    return mac.doFinal();
  }

  private static Mac mac(String seed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(seed), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

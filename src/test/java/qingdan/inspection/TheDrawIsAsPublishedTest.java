package qingdan.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** The bytes of the draw are those of {@code docs/draw.md}, and chance is all that decides. */
class TheDrawIsAsPublishedTest {

  private static final UUID ROUND = UUID.fromString("0193568f-1234-7abc-8def-0123456789ab");

  /** Strata sizes and numbers, and what else a draw takes. */
  private record Sketch(List<Integer> sizes, List<Integer> numbers, String contribution) {}

  @Test
  void theVectorsOfTheDocumentHold() throws IOException {
    var document = Files.readString(Path.of("docs/draw.md"), StandardCharsets.UTF_8);
    var members =
        blocks(document, "population").get(0).lines().map(line -> line.split(" ")).toList().stream()
            .map(it -> new RandomDraw.Member(UUID.fromString(it[0]), it[2], it[1]))
            .toList();
    var vectors = blocks(document, "vector");
    assertThat(vectors).hasSize(3);
    for (var vector : vectors) {
      hold(vector, members);
    }
  }

  private static void hold(String vector, List<RandomDraw.Member> members) {
    var numbers = new TreeMap<String, Integer>();
    for (var pair : value(vector, "numbers").split(" ")) {
      numbers.put(pair.split("=")[0], Integer.valueOf(pair.split("=")[1]));
    }
    var secret = value(vector, "secret");
    var contribution = value(vector, "contribution").replace("\\u0301", "\u0301");

    var population = RandomDraw.populationHash(members);
    var secretHash = RandomDraw.secretHash(secret);
    var seed = RandomDraw.seed(population, secret, contribution);

    assertThat(population).isEqualTo(value(vector, "populationHash"));
    assertThat(secretHash).isEqualTo(value(vector, "secretHash"));
    assertThat(RandomDraw.commitment(ROUND, population, secretHash, numbers))
        .isEqualTo(value(vector, "commitment"));
    assertThat(seed).isEqualTo(value(vector, "seed"));
    assertThat(RandomDraw.draw(seed, members, numbers))
        .extracting(drawn -> drawn.member().unit() + " " + drawn.ticket())
        .containsExactlyElementsOf(values(vector, "drawn"));
  }

  @Test
  void everyStratumGivesAsManyAsItsNumberSaysWhateverTheOrder() {
    JqwikSession.run(
        () -> {
          var small = Arbitraries.integers().between(0, 12);
          var sketches =
              Combinators.combine(
                      small.list().ofMinSize(1).ofMaxSize(6),
                      small.list().ofSize(6),
                      Arbitraries.strings().ofMinLength(1).ofMaxLength(30))
                  .as(Sketch::new)
                  .generator(1000, true);
          var random = new Random(20191008);
          for (int i = 0; i < 300; i++) {
            countAndShuffle(sketches.next(random).value(), random);
          }
        });
  }

  private static void countAndShuffle(Sketch sketch, Random random) {
    var members = new ArrayList<RandomDraw.Member>();
    var numbers = new TreeMap<String, Integer>();
    for (int stratum = 0; stratum < sketch.sizes().size(); stratum++) {
      members.addAll(members("S" + stratum, sketch.sizes().get(stratum), random));
      numbers.put("S" + stratum, sketch.numbers().get(stratum));
    }
    var population = RandomDraw.populationHash(members);
    var seed = RandomDraw.seed(population, hex(random), sketch.contribution());
    var drawn = RandomDraw.draw(seed, members, numbers);

    Collections.shuffle(members, random);
    assertThat(RandomDraw.populationHash(members)).isEqualTo(population);
    assertThat(RandomDraw.draw(seed, members, numbers)).isEqualTo(drawn);
    assertThat(drawn).doesNotHaveDuplicates();
    for (int stratum = 0; stratum < sketch.sizes().size(); stratum++) {
      var name = "S" + stratum;
      assertThat(drawn.stream().filter(it -> it.member().stratum().equals(name)))
          .hasSize(Math.min(sketch.sizes().get(stratum), sketch.numbers().get(stratum)));
    }
  }

  /** 39 degrees of freedom: beyond 80 lies one fair draw in some ten thousand. */
  @Test
  void everyUnitIsDrawnAsOftenAsAnother() {
    var random = new Random(6);
    var members = members("COUNTY", 40, random);
    var population = RandomDraw.populationHash(members);
    SortedMap<String, Integer> numbers = new TreeMap<>(Map.of("COUNTY", 4));
    var times = new TreeMap<UUID, Integer>();
    int draws = 5000;
    for (int i = 0; i < draws; i++) {
      RandomDraw.draw(RandomDraw.seed(population, hex(random), "期 " + i), members, numbers)
          .forEach(it -> times.merge(it.member().unit(), 1, Integer::sum));
    }
    double expected = draws * 4 / 40.0;
    double chiSquare =
        members.stream()
            .mapToDouble(it -> Math.pow(times.getOrDefault(it.unit(), 0) - expected, 2) / expected)
            .sum();
    assertThat(chiSquare).isLessThan(80);
  }

  /** With the secret kept, whoever contributes cannot aim, whatever the text. */
  @Test
  void oneOtherCharacterDrawsAnew() {
    var random = new Random(7);
    var members = members("COUNTY", 40, random);
    var population = RandomDraw.populationHash(members);
    var secret = hex(random);
    var firsts =
        IntStream.range(0, 400)
            .mapToObj(i -> RandomDraw.seed(population, secret, "期 " + i))
            .map(seed -> RandomDraw.draw(seed, members, new TreeMap<>(Map.of("COUNTY", 1))))
            .map(drawn -> drawn.get(0).member().unit())
            .distinct();
    assertThat(firsts).hasSize(40);
  }

  private static List<RandomDraw.Member> members(String stratum, int number, Random random) {
    return IntStream.range(0, number)
        .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()))
        .map(unit -> new RandomDraw.Member(unit, "码" + unit, stratum))
        .toList();
  }

  private static String hex(Random random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return RandomDraw.hex(bytes);
  }

  private static List<String> blocks(String document, String name) {
    return Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL)
        .matcher(document)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  private static String value(String vector, String name) {
    return values(vector, name).get(0);
  }

  private static List<String> values(String vector, String name) {
    return vector
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }
}

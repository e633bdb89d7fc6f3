package qingdan.statistics;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.Preconditions;

/**
 * Answers from the books, kept under their tags: while nothing changes that they tell, they are
 * read from the books once, however many ask. A tag says all that an answer follows from; who asks
 * is not among it.
 */
@ApplicationScoped
class Remembered {

  @ConfigMapping(prefix = "qingdan.statistics")
  interface Settings {
    /** How many counted parts of answers a replica keeps, some 2 kB each; 0: none. */
    @WithDefault("10000")
    int remembered();
  }

  /** An answer that knows how many parts it has. */
  interface Answer {
    /** Parts that are counted, the whole among them. */
    int parts();
  }

  private final Preconditions preconditions;
  private final Cache<String, Answer> answers;

  Remembered(Preconditions preconditions, Settings settings) {
    this.preconditions = preconditions;
    answers =
        Caffeine.newBuilder()
            .maximumWeight(settings.remembered())
            .weigher((String tag, Answer answer) -> answer.parts())
            .build();
  }

  /** 304 to who has it; what is remembered, or made now, to who has not. */
  <T extends Answer> RestResponse<T> answer(String tag, Class<T> type, Supplier<T> made) {
    return preconditions.unlessKnown(tag, () -> remembered(tag, type, made));
  }

  /** Two who ask at once both read: nobody waits for another's reading. */
  private <T extends Answer> T remembered(String tag, Class<T> type, Supplier<T> made) {
    var known = answers.getIfPresent(tag);
    if (known != null) {
      return type.cast(known);
    }
    var answer = made.get();
    answers.put(tag, answer);
    return answer;
  }
}

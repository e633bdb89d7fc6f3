package qingdan.problem;

import java.util.Map;
import java.util.concurrent.Callable;

/** An attempt, and what it does to what stands when its turn comes: false where it is refused. */
record Attempt(String name, String at, Callable<Answer> send, Effect effect) {

  interface Effect {
    boolean on(Map<String, Standing> all);
  }

  record Answer(boolean accepted, String code) {}
}

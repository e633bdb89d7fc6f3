package qingdan.shared;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Keys that the first replica makes and all share. */
@ApplicationScoped
public class ServiceKeys {

  private final ConcurrentHashMap<String, String> known = new ConcurrentHashMap<>();
  private final Sql sql;

  ServiceKeys(Sql sql) {
    this.sql = sql;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public String get(String name, Supplier<String> make) {
    var value = known.get(name);
    if (value == null) {
      value = stored(name, make);
      known.put(name, value);
    }
    return value;
  }

  private String stored(String name, Supplier<String> make) {
    var read = "select value from service_key where name = ?1";
    return sql.one(String.class, read, name)
        .orElseGet(
            () -> {
              sql.run(
                  "insert into service_key (name, value) values (?1, ?2) on conflict do nothing",
                  name,
                  make.get());
              return sql.one(String.class, read, name).orElseThrow();
            });
  }
}

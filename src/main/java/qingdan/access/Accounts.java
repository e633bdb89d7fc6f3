package qingdan.access;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

@ApplicationScoped
class Accounts implements PanacheRepositoryBase<Account, UUID> {

  Optional<Account> named(String username) {
    return find("username = ?1 and closedAt is null", username).firstResultOptional();
  }
}

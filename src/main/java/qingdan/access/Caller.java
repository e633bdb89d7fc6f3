package qingdan.access;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.eclipse.microprofile.jwt.JsonWebToken;

import qingdan.shared.Actor;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Planning;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.shared.Traces;

/**
 * The account behind the request and what it may do, read from the database once in every request:
 * what was revoked in one request is gone in the next, on every replica.
 */
@RequestScoped
public class Caller implements Actor {

  @RegisterForReflection
  record Row(
      UUID accountId,
      String username,
      boolean passwordExpired,
      String role,
      String path,
      boolean granted,
      String planning) {}

  /** An OpenID provider whose tokens count beside the service's own. */
  @ConfigMapping(prefix = "qingdan.oidc")
  interface Provider {
    /** Claim that names the account's external subject. */
    @WithDefault("sub")
    String accountClaim();

    /** A token that lives longer is refused. */
    @WithDefault("PT24H")
    Duration longestLife();
  }

  private record Held(Role role, Subtree subtree, boolean granted) {}

  /** Says in the same breath how the statements that follow in the transaction are planned. */
  private static final String READ =
      """
      select account_id, username, password_expired, role, path, granted, set_config('plan_cache_mode', ?3, true)
      from\s""";

  private static final String BY_SESSION = READ + "caller_by_session(?1, ?2)";
  private static final String BY_SUBJECT = READ + "caller_by_subject(?1, ?2)";

  /** What is left to a caller whose password has expired. */
  private static final Set<String> WITH_EXPIRED_PASSWORD = Set.of("/me", "/me/password");

  private final SecurityIdentity identity;
  private final UriInfo uri;
  private final Sql sql;
  private final Clock clock;
  private final Provider provider;
  private Planning planning = Planning.EACH_TIME;
  private List<Row> rows;
  private List<Held> held;

  Caller(SecurityIdentity identity, UriInfo uri, Sql sql, Clock clock, Provider provider) {
    this.identity = identity;
    this.uri = uri;
    this.sql = sql;
    this.clock = clock;
    this.provider = provider;
  }

  void keepPlans() {
    planning = Planning.ONCE;
  }

  /** All that is read from now on is of one moment; see {@link Sql#readOneMoment}. */
  public void readOneMoment() {
    sql.readOneMoment(planning);
  }

  @Override
  public UUID accountId() {
    return identity.isAnonymous() ? null : account().accountId();
  }

  /** 401 or 403 for whoever may do nothing at all: before anything is looked up for it. */
  void identify() {
    rows();
  }

  public String username() {
    return account().username();
  }

  /** The subtrees in which the caller may read, none inside another. */
  public List<Subtree> readable() {
    return outermost(held().stream().map(Held::subtree).toList());
  }

  public List<Subtree> where(Role role) {
    return outermost(held().stream().filter(h -> h.role() == role).map(Held::subtree).toList());
  }

  /** Where the caller holds any of the roles. */
  public List<Subtree> where(Set<Role> roles) {
    return outermost(
        held().stream().filter(h -> roles.contains(h.role())).map(Held::subtree).toList());
  }

  public boolean isAny(Set<Role> roles, String path) {
    return held().stream().anyMatch(h -> roles.contains(h.role()) && h.subtree().contains(path));
  }

  /** Whether the caller holds any of the roles by a grant at this very place. */
  public boolean isAt(Set<Role> roles, String path) {
    return places(roles).contains(path);
  }

  /** The places of the grants themselves, without what lies below them. */
  public List<String> places(Set<Role> roles) {
    return held().stream()
        .filter(h -> h.granted() && roles.contains(h.role()))
        .map(h -> h.subtree().path())
        .distinct()
        .toList();
  }

  public boolean sees(String path) {
    return held().stream().anyMatch(h -> h.subtree().contains(path));
  }

  public boolean is(Role role, String path) {
    return held().stream().anyMatch(h -> h.role() == role && h.subtree().contains(path));
  }

  /**
   * 404 for what the caller may not see, 403 with the role's name for what it may see but not do.
   */
  public void require(Role role, String path) {
    if (!sees(path)) {
      throw Refusal.notFound();
    }
    if (!is(role, path)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, role);
    }
  }

  /** For what stands above every unit. */
  public void requireEverywhere(Role role) {
    if (!is(role, Place.EVERYWHERE)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, role + " (*)");
    }
  }

  private Row account() {
    return rows().get(0);
  }

  private List<Held> held() {
    if (held == null) {
      held =
          rows().stream()
              .filter(row -> row.role() != null)
              .map(
                  row -> new Held(Role.valueOf(row.role()), new Subtree(row.path()), row.granted()))
              .toList();
    }
    return held;
  }

  private List<Row> rows() {
    if (rows == null) {
      rows = load();
      if (rows.isEmpty()) {
        throw new Refusal(ErrorCode.UNAUTHENTICATED);
      }
      Traces.note("account", rows.get(0).accountId());
    }
    if (rows.get(0).passwordExpired() && !WITH_EXPIRED_PASSWORD.contains(uri.getPath())) {
      throw new Refusal(ErrorCode.PASSWORD_EXPIRED);
    }
    return rows;
  }

  /** The session that the token belongs to; null when a provider made the token. */
  UUID session() {
    return AccessTokens.isOwn(identity) ? Ids.parse(token().getClaim(AccessTokens.SESSION)) : null;
  }

  private List<Row> load() {
    var now = clock.instant();
    if (AccessTokens.isOwn(identity)) {
      var session = session();
      return session == null
          ? List.of()
          : sql.list(Row.class, BY_SESSION, session, now, planning.mode());
    }
    return token().getClaim(provider.accountClaim()) instanceof String subject
        ? sql.list(Row.class, BY_SUBJECT, subject, now, planning.mode())
        : List.of();
  }

  private JsonWebToken token() {
    return (JsonWebToken) identity.getPrincipal();
  }

  /** In the order of their paths whatever lies in a subtree follows it at once. */
  private static List<Subtree> outermost(List<Subtree> subtrees) {
    var kept = new ArrayList<Subtree>();
    subtrees.stream()
        .distinct()
        .sorted(Comparator.comparing(Subtree::path))
        .filter(subtree -> kept.isEmpty() || !kept.get(kept.size() - 1).contains(subtree.path()))
        .forEach(kept::add);
    return kept;
  }
}

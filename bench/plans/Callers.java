import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Accounts that see different parts of the tree, and what the service answers them. */
final class Callers {

  private static final String PASSWORD = "correct horse battery";
  private static final Duration BEFORE_TOKENS_EXPIRE = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final String session = Long.toString(System.nanoTime(), 36);
  private final String api;
  private final String password;
  private final Places places;
  private long loggedIn = System.nanoTime();

  Callers(String service, String password, Places places) throws Exception {
    this.api = service + "/api/v1";
    this.password = password;
    this.places = places;
    logIn();
  }

  private void logIn() throws Exception {
    tokens.put("root", token("admin", password));
    var province = places.of("province");
    account("province", province);
    account(
        "several",
        places.of("city"),
        places.of("other county"),
        places.of("other township"),
        places.of("village"));
    account("township", places.of("township"));
    reader("office", places.of("country"));
    reader(
        "offices",
        places.of("city"),
        places.of("other county"),
        places.of("other township"),
        places.of("village"));
  }

  void stayLoggedIn() throws Exception {
    if (System.nanoTime() - loggedIn < BEFORE_TOKENS_EXPIRE.toNanos()) {
      return;
    }
    loggedIn = System.nanoTime();
    for (var name : List.copyOf(tokens.keySet())) {
      tokens.put(
          name, name.equals("root") ? token("admin", password) : token(name + session, PASSWORD));
    }
  }

  private void account(String name, String... places) throws Exception {
    granted(name, "ADMIN", places);
  }

  private void reader(String name, String... places) throws Exception {
    granted(name, "VIEWER", places);
  }

  private void granted(String name, String role, String... places) throws Exception {
    var username = name + session;
    var account =
        post(
            "/accounts",
            "{\"username\":\"%s\",\"displayName\":\"%s\",\"unit\":\"%s\",\"password\":\"%s\"}"
                .formatted(username, name, places[0], PASSWORD));
    for (var place : places) {
      post(
          "/grants",
          "{\"account\":\"%s\",\"role\":\"%s\",\"unit\":\"%s\"}"
              .formatted(account.get("id").asText(), role, place));
    }
    tokens.put(name, token(username, PASSWORD));
  }

  JsonNode get(String who, String address) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(origin() + address))
            .header("Authorization", "Bearer " + tokens.get(who))
            .build());
  }

  private String token(String username, String password) throws IOException, InterruptedException {
    return post(
            "/tokens", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password))
        .get("accessToken")
        .asText();
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (tokens.containsKey("root")) {
      request.header("Authorization", "Bearer " + tokens.get("root"));
    }
    return send(request.build());
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private String origin() {
    return api.substring(0, api.length() - "/api/v1".length());
  }
}

package qingdan.note;

import static org.assertj.core.api.Assertions.assertThat;
import static qingdan.World.reporter;
import static qingdan.World.supervisor;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.TimePasses;
import qingdan.World;

@QuarkusTest
class UnitsReadWhatTheyAreToldTest extends ApiTest {

  private static final String NOTES = "/api/v1/guidance-notes";

  @Inject NoteReaders readers;

  private String county;
  private String town;
  private String upper;
  private String lower;
  private String campaign;

  @BeforeEach
  void build() {
    county = World.unit(null, "县", "COUNTY");
    town = World.unit(county, "镇", "TOWNSHIP");
    upper = World.unit(town, "上村", "VILLAGE");
    lower = World.unit(town, "下村", "VILLAGE");
    campaign = World.campaign(county);
  }

  @AfterEach
  void back() {
    TimePasses.back();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai"));
  }

  private Map<String, Object> body(Map<String, ?> rule) {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("base", county);
    body.put("title", "指导意见" + World.code());
    body.put("text", "请对照检查。");
    body.put("focus", List.of("软弱涣散村党组织", "村级账目公开"));
    body.put("audiences", List.of("CADRES"));
    body.put("dueOn", today().plusDays(5).toString());
    body.put("rule", rule);
    return body;
  }

  private static String made(String path, Map<String, ?> body) {
    return supervisor().body(body).post(path).then().statusCode(201).extract().path("id");
  }

  private String toVillages() {
    return made(NOTES, body(Map.of("kinds", List.of("VILLAGE"))));
  }

  private static ValidatableResponse read(RequestSpecification as, String note, String unit) {
    return as.body(Map.of("unit", unit)).post(NOTES + "/" + note + "/receipts").then();
  }

  private static List<String> units(String note, String query) {
    return supervisor()
        .get(NOTES + "/" + note + "/receipts" + query)
        .then()
        .statusCode(200)
        .extract()
        .path("items.unit.id");
  }

  private static List<String> notes(RequestSpecification as, String query) {
    return as.get(NOTES + query).then().statusCode(200).extract().path("items.id");
  }

  /** Expected, on time, late, missing. */
  private static List<Integer> coverage(String note, String query) {
    var body =
        supervisor()
            .get(NOTES + "/" + note + "/coverage" + query)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return List.of("expected", "onTime", "late", "missing").stream()
        .map(name -> body.getInt("total." + name))
        .toList();
  }

  private static RequestSpecification viewerOf(String unit) {
    var username = World.code();
    String account =
        World.admin()
            .body(
                Map.of(
                    "username",
                    username,
                    "displayName",
                    "某人",
                    "unit",
                    unit,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    World.admin()
        .body(Map.of("account", account, "role", "VIEWER", "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.as(World.logIn(username, World.PASSWORD));
  }

  @Test
  void whoHasNotReadItIsNamed() {
    var note = toVillages();
    assertThat(coverage(note, "")).containsExactly(2, 0, 0, 2);

    var receipt = read(reporter(), note, upper).statusCode(201).extract().jsonPath();

    assertThat(receipt.getString("readOn")).isEqualTo(today().toString());
    assertThat(receipt.getBoolean("onTime")).isTrue();
    assertThat(units(note, "?state=missing")).containsExactly(lower);
    assertThat(units(note, "?state=done")).containsExactly(upper);
    assertThat(coverage(note, "")).containsExactly(2, 1, 0, 1);
    assertThat(coverage(note, "?unit=" + lower)).containsExactly(1, 0, 0, 1);
    int count =
        supervisor().get(NOTES + "/" + note + "/receipts/count?state=missing").path("count");
    assertThat(count).isEqualTo(1);
  }

  @Test
  void aReceiptThatIsSentAgainIsTheFirst() {
    var note = toVillages();
    String first = read(reporter(), note, upper).statusCode(201).extract().path("readAt");

    TimePasses.days(1);

    assertThat(read(reporter(), note, upper).statusCode(201).extract().<String>path("readAt"))
        .isEqualTo(first);
    assertThat(coverage(note, "?asOf=" + today())).containsExactly(2, 1, 0, 1);
  }

  @Test
  void aReceiptAfterTheDueDayIsLate() {
    var note = toVillages();
    TimePasses.days(6);

    read(reporter(), note, lower).statusCode(201);

    assertThat(units(note, "?state=late")).containsExactly(lower);
    assertThat(coverage(note, "")).containsExactly(2, 0, 1, 1);
  }

  @Test
  void eachUnitSeesWhatIsAddressedToIt() {
    var note = toVillages();
    var other = made(NOTES, body(Map.of("kinds", List.of("TOWNSHIP"))));
    var village = viewerOf(upper);

    assertThat(notes(village, "?campaign=" + campaign)).containsExactly(note);
    village.get(NOTES + "/" + other).then().statusCode(404);
    village.get(NOTES + "/" + note).then().statusCode(200);
    assertThat(notes(supervisor(), "?unread=true&unit=" + upper)).containsExactly(note);
    read(reporter(), note, upper).statusCode(201);
    assertThat(notes(supervisor(), "?unread=true&unit=" + upper)).isEmpty();
    assertThat(notes(supervisor(), "?unread=false&unit=" + upper)).containsExactly(note);
    assertThat(notes(supervisor(), "?unit=" + town)).containsExactly(other);
    assertThat(notes(supervisor(), "?audience=CADRES&campaign=" + campaign)).hasSize(2);
    assertThat(notes(supervisor(), "?audience=MEMBERS&campaign=" + campaign)).isEmpty();
  }

  @Test
  void aUnitThatItIsNotAddressedToOwesNoReceipt() {
    read(reporter(), toVillages(), town).statusCode(409);
  }

  @Test
  void unitsThatAreEnrolledLaterReadItToo() {
    var batch = World.batch(campaign);
    World.enrol("/api/v1/batches/" + batch, upper);
    var body = body(Map.of("kinds", List.of("VILLAGE")));
    body.put("batch", batch);
    var note = made(NOTES, body);
    assertThat(units(note, "")).containsExactly(upper);

    World.enrol("/api/v1/batches/" + batch, lower);

    assertThat(units(note, "")).containsExactlyInAnyOrder(upper, lower);
  }

  @Test
  void byANewDueDayReceiptsAreJudgedAnew() {
    var note = toVillages();
    TimePasses.days(6);
    read(reporter(), note, lower).statusCode(201);
    var path = NOTES + "/" + note;

    supervisor()
        .contentType("application/merge-patch+json")
        .header("If-Match", supervisor().get(path).header("ETag"))
        .body(Map.of("dueOn", today().plusDays(9).toString(), "focus", List.of("账目公开")))
        .patch(path)
        .then()
        .statusCode(200);

    assertThat(coverage(note, "")).containsExactly(2, 1, 0, 1);
    assertThat(supervisor().get(path).<List<String>>path("focus")).containsExactly("账目公开");
  }

  @Test
  void whatAUnitHasReadItsSuccessorHasRead() {
    var third = World.unit(county, "三村", "TOWNSHIP");
    var note = toVillages();
    read(reporter(), note, upper).statusCode(201);
    var heir = World.unit(third, "新村", "VILLAGE");

    World.admin()
        .body(Map.of("type", "CLOSE", "unit", upper, "successor", heir))
        .post("/api/v1/unit-changes")
        .then()
        .statusCode(201);

    assertThat(units(note, "?state=done")).containsExactly(heir);
  }

  @Test
  void whatIsToldBelowAUnitThatMergesIsToldBelowItsSuccessor() {
    var note = made(NOTES, body(Map.of("kinds", List.of("VILLAGE"), "unit", town)));
    var heir = World.unit(county, "新镇", "TOWNSHIP");

    World.merge(town, heir);
    readers.followAll();

    assertThat(units(note, "")).containsExactlyInAnyOrder(upper, lower);
  }

  @Test
  void aClosedUnitTellsNothing() {
    World.close(lower);
    var body = body(Map.of());
    body.put("base", lower);

    supervisor().body(body).post(NOTES).then().statusCode(409);
  }
}

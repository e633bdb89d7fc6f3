package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static qingdan.story.Tianjin.CITY;
import static qingdan.story.Tianjin.HEPING;
import static qingdan.story.Tianjin.NEIGHBOUR;
import static qingdan.story.Tianjin.NINGHE;
import static qingdan.story.Tianjin.VILLAGE;
import static qingdan.story.Tianjin.WATER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

@QuarkusTest
class TheCampaignOfACityIsWalkedTest extends ApiTest {

  private Story story;

  @Test
  void tianjinClosesOneBatchIntoTheNextAndSolvesWhatShowsInAVillage() {
    story = new Story();
    var batches = new TwoBatches(story);
    batches.theOfficeOpensTheCampaignAndItsFirstBatch();
    batches.tenCommonTasksAndOneOfADistrictAreSet();
    batches.twoBureausWorkInTheFirstBatch();
    batches.aGroupALeaderAndAMeetingHaveTheTermOfTheBatch();

    var inspections = new Inspections(story);
    inspections.sixRoundsComeUnannounced();
    inspections.noneWasKnownBeforeAndEachIsVerified();

    batches.theFirstBatchClosesIntoTheSecond();

    var village = new SolvedTogether(story);
    village.aVillageFindsBeforeItRectifies();
    village.theVillageAsksTheCityWhichClaims();
    village.allTiersSolveItTogether();
    village.theTownshipClosesWhatItsVillageHad();
    village.aDistrictClaimsUnaskedWhatWasHidden();

    var three = new ThreeBatches(story);
    three.threeBatchesAreCommittedAndDone();
    three.weakOrganisationsStandInARegisterEachWithItsPlan();

    inspections.theSecondBatchIsSpotChecked();
    inspections.itsLeadingTeamsAreSpotChecked();

    var leaders = new Leaders(story);
    leaders.eachDistrictAndEachSectorHasItsLeader();
    leaders.everyVillageOfADistrictIsVisited();
    leaders.theHardestIsTakenOnWithOnePlan(NEIGHBOUR, village.neighbours);

    var guidance = new Guidance(story);
    guidance.noUnitIsWithoutAGroup();
    guidance.aNoteIsReadByWhomItIsFor();
    guidance.aBulletinIsAnswered(inspections.spotCheck, inspections.checkedUnit);

    var meetings = new Meetings(story);
    meetings.theOfficeMeetsEveryHalfMonth();
    meetings.whatItDecidesIsAProblemOfAUnit(batches.carried);
    meetings.whatItReadIsKeptAsItWas();

    everyFigureAgreesWithWhatHappened(village);
  }

  private void everyFigureAgreesWithWhatHappened(SolvedTogether village) {
    var tianjin = story.tianjin;
    int found = story.found.size();
    // of the first batch: one and what inspections found went along, one was closed there
    assertThat(countAndList("?batch=" + story.first)).isEqualTo(2 + found);
    assertThat(countAndList("?status=FINAL&batch=" + story.first)).isEqualTo(1);
    // carried over, the neighbours', hidden with its root, three in the register; the spot check's
    // and the meeting's
    assertThat(countAndList("?status=OPEN&batch=" + story.second)).isEqualTo(7 + found + 2);
    // the village's and its root
    assertThat(countAndList("?status=FINAL&batch=" + story.second)).isEqualTo(2);
    // on a list of Heping that waits
    assertThat(countAndList("?status=REPORTED&batch=" + story.second)).isEqualTo(3);
    assertThat(countAndList("?campaign=" + story.campaign)).isEqualTo(13 + found + 2);
    assertThat(countAndList("?source=INSPECTION&campaign=" + story.campaign)).isEqualTo(found + 1);
    assertThat(countAndList("?source=MEETING&campaign=" + story.campaign)).isEqualTo(1);
    assertThat(countAndList("?status=CLAIMED&campaign=" + story.campaign)).isEqualTo(1);
    assertThat(countAndList("?overdue=true&campaign=" + story.campaign)).isZero();
    assertThat(countAndList("?unit=" + tianjin.at(NINGHE))).isEqualTo(5);
    assertThat(countAndList("?unit=" + tianjin.at(HEPING))).isEqualTo(5);
    assertThat(countAndList("?responsibleUnit=" + tianjin.at(WATER))).isEqualTo(2);
    assertThat(countAndList("?jointUnit=" + tianjin.at(VILLAGE))).isEqualTo(1);
    read("/api/v1/problems/" + village.problem)
        .body("root", equalTo(village.root), "recurrenceOf", nullValue());
    read("/api/v1/problems/" + village.hidden).body("holder.name", equalTo("和平区"));
  }

  /** The number, which is that of the rows. */
  private int countAndList(String filters) {
    int count = read("/api/v1/problems/count" + filters).extract().path("count");
    read("/api/v1/problems" + filters).body("items", hasSize(count));
    return count;
  }

  private ValidatableResponse read(String path) {
    return story.tianjin.as("VIEWER", CITY).get(path).then().statusCode(200);
  }
}

package qingdan;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeAll;

import qingdan.contract.ContractFilter;

/** Every answer in the tests is held against the OpenAPI document. */
@QuarkusTestResource(TestDatabase.class)
public class ApiTest {

  @BeforeAll
  static void holdAnswersAgainstTheDocument() {
    RestAssured.replaceFiltersWith(new ContractFilter());
  }
}

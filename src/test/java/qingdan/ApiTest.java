package qingdan;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import org.junit.jupiter.api.BeforeAll;

import qingdan.contract.ContractFilter;

/** Every answer in the tests is held against the OpenAPI document. */
@QuarkusTestResource(TestDatabase.class)
public class ApiTest {

  @BeforeAll
  static void holdAnswersAgainstTheDocument() {
    RestAssured.config =
        RestAssured.config()
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .defaultContentCharset("UTF-8")
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));
    RestAssured.replaceFiltersWith(new ContractFilter());
  }
}

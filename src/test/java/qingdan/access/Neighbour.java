package qingdan.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.specification.RequestSpecification;

/** A client at an address of its own on the loopback network. */
record Neighbour(String address) {

  private static final AtomicInteger NEXT = new AtomicInteger((int) (Math.random() * 60_000));

  static Neighbour next() {
    int number = NEXT.incrementAndGet();
    return new Neighbour("127.1." + number / 250 % 250 + "." + (number % 250 + 2));
  }

  RequestSpecification request() {
    try {
      return RestAssured.given()
          .config(
              RestAssured.config()
                  .httpClient(
                      HttpClientConfig.httpClientConfig()
                          .setParam("http.route.local-address", InetAddress.getByName(address))))
          .contentType("application/json");
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

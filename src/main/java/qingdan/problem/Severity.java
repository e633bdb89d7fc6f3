package qingdan.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "How grave a problem is (严重程度).", examples = "MAJOR")
public enum Severity implements Labelled {
  MINOR("Minor", "一般"),
  MAJOR("Major", "较重"),
  CRITICAL("Critical", "严重");

  private final String english;
  private final String chinese;

  Severity(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public String english() {
    return english;
  }

  @Override
  public String chinese() {
    return chinese;
  }
}

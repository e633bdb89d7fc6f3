package qingdan.note;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Labelled;

@Schema(description = "For whom in a unit a note is (对象).", examples = "CADRES")
public enum Audience implements Labelled {
  LEADING_TEAMS("Leading teams", "领导班子"),
  CADRES("Cadres", "党员干部"),
  MEMBERS("Members", "普通党员");

  private final String english;
  private final String chinese;

  Audience(String english, String chinese) {
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

package qingdan.shared;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What evidence is (佐证类型).", examples = "DOCUMENT")
public enum EvidenceType implements Labelled {
  DOCUMENT("Document", "文件"),
  PHOTO("Photo", "照片"),
  RECORD("Record", "记录"),
  REPORT("Report", "报告"),
  OTHER("Other", "其他");

  private final String english;
  private final String chinese;

  EvidenceType(String english, String chinese) {
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

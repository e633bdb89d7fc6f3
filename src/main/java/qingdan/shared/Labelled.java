package qingdan.shared;

/** A word of the vocabulary: its constant is the value, these are what people call it. */
public interface Labelled {

  String name();

  String english();

  String chinese();
}

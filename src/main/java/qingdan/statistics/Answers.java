package qingdan.statistics;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import qingdan.ledger.Ledger;
import qingdan.shared.Lists;
import qingdan.shared.Preconditions;

/** How statistics from the books are answered: a page of children, and not twice the same. */
@ApplicationScoped
class Answers {

  /** A statistic with the children that it will tell of, and the address of more. */
  record Paged(Frame frame, String next) {}

  private final Frames frames;
  private final Parts parts;
  private final Ledger ledger;
  private final Remembered remembered;

  Answers(Frames frames, Parts parts, Ledger ledger, Remembered remembered) {
    this.frames = frames;
    this.parts = parts;
    this.ledger = ledger;
    this.remembered = remembered;
  }

  Paged paged(Frame frame, Lists.Reading reading) {
    if (frame.by() != By.CHILD) {
      return new Paged(frame, null);
    }
    var children =
        reading.page(
            frames.children(frame, reading.after(), reading.fetch()),
            Frame.Child::key,
            Function.identity());
    return new Paged(frame.with(children.items(), reading.after() == null), children.next());
  }

  /**
   * What is asked, what it is called, up to which change it is counted, and on which day; and where
   * more is, for an address of the next page is good for who was told it alone.
   */
  <T extends Remembered.Answer> RestResponse<T> of(
      Paged paged, UriInfo uri, Class<T> type, Supplier<T> statistic) {
    var frame = paged.frame();
    return remembered.answer(
        Preconditions.tag(
            uri.getRequestUri(),
            frame,
            paged.next(),
            parts.named(frame),
            ledger.position(frame.unit().id(), frame.unit().path())),
        type,
        statistic);
  }
}

package qingdan.statistics;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "ProblemCounts",
    description =
        "Problems of a unit's part of the tree, counted at the end of a day. Zero means zero; what cannot be told is null, with its reason in `reasons`.")
@RegisterForReflection
record CountsView(
    @Schema(
            description = "Reported, open and final ones, but for duplicates.",
            examples = "118",
            required = true)
        long found,
    @Schema(
            description = "Reported and not confirmed yet (REPORTED).",
            examples = "9",
            required = true)
        long reported,
    @Schema(
            description = "CONFIRMED, PLANNED, IN_PROGRESS, ESCALATED, CLAIMED and RESOLVED.",
            examples = "61",
            required = true)
        long open,
    @Schema(description = "Of the open ones, CONFIRMED.", examples = "12", required = true)
        long confirmed,
    @Schema(description = "Of the open ones, PLANNED.", examples = "14", required = true)
        long planned,
    @Schema(description = "Of the open ones, IN_PROGRESS.", examples = "20", required = true)
        long inProgress,
    @Schema(description = "Of the open ones, ESCALATED.", examples = "5", required = true)
        long escalated,
    @Schema(description = "Of the open ones, CLAIMED.", examples = "4", required = true)
        long claimed,
    @Schema(
            description = "Of the open ones, RESOLVED: waiting for closure.",
            examples = "6",
            required = true)
        long resolved,
    @Schema(description = "CLOSED (销号).", examples = "45", required = true) long closed,
    @Schema(description = "DISMISSED, duplicates included.", examples = "4", required = true)
        long dismissed,
    @Schema(
            description = "Of the dismissed ones, those that are another problem's double.",
            examples = "1",
            required = true)
        long duplicates,
    @Schema(
            description = "Of the open ones, those without a deadline.",
            examples = "13",
            required = true)
        long unplanned,
    @Schema(
            description =
                "Open, not RESOLVED, and past the current deadline, from the day after it.",
            examples = "7",
            required = true)
        long overdue,
    @Schema(description = "The same by the first deadline.", examples = "8", required = true)
        long overdueByFirstDeadline,
    @Schema(
            description = "RESOLVED or CLOSED, and resolved not after the deadline of that moment.",
            examples = "40",
            required = true)
        long resolvedOnTime,
    @Schema(description = "The same by the first deadline.", examples = "38", required = true)
        long resolvedOnTimeByFirstDeadline,
    @Schema(
            description = "CLOSED not after the current deadline.",
            examples = "37",
            required = true)
        long closedOnTime,
    @Schema(description = "The same by the first deadline.", examples = "35", required = true)
        long closedOnTimeByFirstDeadline,
    @Schema(description = "That came from an earlier batch.", examples = "6", required = true)
        long carriedIn,
    @Schema(
            description = "That went on to a later batch, and are counted there.",
            examples = "0",
            required = true)
        long carriedOut,
    @Schema(
            description =
                "Distinct matters: `found` without the symptoms whose root is in the same sum.",
            examples = "110",
            nullable = true,
            required = true)
        Long matters,
    @Schema(
            description = "`closed` / (`open` + `closed`), from 0 to 1.",
            examples = "0.4245",
            nullable = true,
            required = true)
        Double closureRate,
    @Schema(
            description = "Days from confirmation to closure of the closed ones, on average.",
            examples = "31.5",
            nullable = true,
            required = true)
        Double meanDaysToClose,
    @Schema(
            description = "The days that half of the closed ones took at most.",
            examples = "28.0",
            nullable = true,
            required = true)
        Double medianDaysToClose,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
            type = SchemaType.OBJECT,
            description = "Why a number is null, by its name; absent when none is.",
            additionalProperties = MissingReason.class)
        Map<String, MissingReason> reasons,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
            type = SchemaType.OBJECT,
            description =
                "For numbers of today: the address of the list that holds exactly the rows that were counted, by the number's name; absent where no list does.",
            additionalProperties = String.class)
        Map<String, String> links) {}

/**
 * Meetings that an office holds again and again, what they decide, and what they read. A decision
 * becomes a problem on a unit's list: nothing that is decided is followed in a place of its own.
 */
package qingdan.meeting;

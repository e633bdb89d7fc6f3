/**
 * Contacts: which leader keeps in touch with which unit, or with which sector, for a term; which
 * units nobody does, and who has not been there for long.
 */
package qingdan.contact;

/**
 * What an office makes known to units: by a rule, by name, or from a finding at once. Each unit
 * says that it has it, and answers until a day where it has to.
 */
package qingdan.bulletin;

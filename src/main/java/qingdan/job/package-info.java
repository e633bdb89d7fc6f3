/**
 * Long work: accepted with 202, done by one replica at a time, in one transaction that commits with
 * the job's end. A replica that dies leaves its job to another, which begins it again.
 */
package qingdan.job;

/** The words that the API uses as values, with what people call them, and the tables of moves. */
package qingdan.vocabulary;

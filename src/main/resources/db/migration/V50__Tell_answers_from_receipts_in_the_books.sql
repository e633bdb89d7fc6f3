-- A bulletin is owed as received and as answered, and the books count both under the bulletin. Answers have amounts, so the two
-- can be told apart. The day of the change stays, and with it the days on which they count.
update obligation set amount = 1 where kind = 'ANSWER' and amount is null;

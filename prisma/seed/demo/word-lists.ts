/** What calls are filled in with; each call picks by its number, so the same number always tells the same story. */
export const wordLists = {
  first:
    "Olivia Marcus Priya Daniel Sofia Ethan Grace Luis Hannah Omar Chloe Victor Maya Trevor Elena Jamal Ruth Kenji Abigail Nolan Fatima Peter Lucia Derek Ingrid Samuel Tara Miguel Joan Felix".split(
      " ",
    ),
  last: "Bennett Okafor Nair Kowalski Ramirez Walsh Kim Ortega Fischer Haddad Price Lindqvist Torres Mbeki Novak Reyes Sutton Tanaka Brooks Ferris Khan Dubois Moreno Hale Berg Whitaker Singh Castillo Armstrong Lowe".split(
    " ",
  ),
  street: [
    "412 Maple Street",
    "88 Franklin Avenue",
    "1530 Neil Avenue",
    "27 Orchard Lane",
    "905 High Street",
    "64 Buttles Avenue",
    "3301 Cleveland Avenue",
    "18 Beechwood Road",
    "750 Schrock Road",
    "221 Thurman Avenue",
  ],
  day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
  route: [
    "the six a.m. Columbus route",
    "the Dayton route with truck 12",
    "the morning run to Newark",
    "truck 31 to Westerville",
    "the late shift at the depot",
    "the Zanesville freight run",
  ],
  /** Area codes of Ohio and its neighbours. */
  area: ["614", "380", "937", "740", "216", "330", "419", "513", "317", "412", "304", "859"],
} as const;

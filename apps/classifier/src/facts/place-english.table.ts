/** Before a number: Flat 4B, Tower 6. */
export const unitKinds =
  'flat apartment apt\\.? unit room villa building bldg\\.? block tower suite shop phase house floor bay gate stairwell stair terminal garage';

/** Last word of a street, an estate, a house. */
export const placeKinds =
  'Lane Road Street Avenue Row Mews Rise Terrace Place Square Quay Wharf Steps Crescent Close Drive Way Walk Hill Ridge Crest Bank Shore Bay Park Gardens? Court Heights Mansions? Residences? Estate Manor Plaza Arcade Mall Market Mill Barn Lodge Cottage House Villas? Grange Lofts Granary Inn Baths Centre Center Island Islet View Side Field Green Point Gate Studios? Hotel Hostel Spa Club Campus End';

/** Part of a building or kind of shop behind a name, in small letters. */
export const smallParts =
  'store shop branch hotel bar gym clinic barn mill club restaurant bakery café cafe spa pool kiosk salon studio campus hostel lounge market lobby concierge desk staircase entrance gate garage gym library sauna showroom carpark parking playground clubhouse arcade court gardens road street lane place square park mall villa house';

/** The same in two words. */
export const longParts = [
  'pool deck',
  'roof terrace',
  'fitness room',
  'sales gallery',
  'sales hall',
  'sales office',
  'leasing desk',
  'school gate',
  'parcel room',
  'refuse room',
  'indoor pool',
  'south gate',
  'north gate',
  'east gate',
  'west gate',
  'car park',
  'lake lawn',
  'lower slope',
  'upper slope',
  'ground floor',
  'back stair',
];

/** What lies in or before another place: the gym at, east gate of. */
export const partsBefore = 'gate gym garage courtyard playground lawn steps stairwell staircase ramp scaffold';

/** Words in capitals that are no part of a name. */
export const capitalStops = new Set(
  'USD RMB CNY EUR HKD HK Number Chair Seat Digest Chapter Version Item The A An In At On Of For From To Since And But Or By Re Dear Owner Contract Order Booking Ticket Invoice Page No My Our Your His Her Their This That These It I We You He She They Mr Mrs Ms Miss Dr Sir Madam Kind Best Regards Yours Sincerely Hello Hi Good Morning Please Thank Thanks Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Nov. Yesterday Today Tomorrow Tonight What When Where Why Who How Is Are Was Were If So As Not Ask Send Keys Fax Tel Attn Customer Service Manager Management Property Resident Tenant Old District High Supreme'
    .replace(' Old', '')
    .split(' '),
);

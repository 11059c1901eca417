/** Where a fault test may kill the sender. */
export const noticePoints = [
  'notice-claimed', // the intent to send is on record, nothing has gone
  'notice-accepted', // the provider has said yes, we have not written it down
] as const;
export type NoticePoint = (typeof noticePoints)[number];

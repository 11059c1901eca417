export { endKeeper as default } from './server-keeper.mjs';

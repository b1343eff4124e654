export { callStanding, type Call } from './call.ts';
export { callFlowHandler, nameCalls } from './call-endpoint.ts';
export { callTable } from './endpoints.sql.ts';
export {
  admitCall,
  forgetOldCalls,
  listEndpoints,
  readCall,
  readPastCalls,
  type Endpoint,
} from './read-endpoints.ts';

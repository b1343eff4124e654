export { ORDER_FACTS, orderFactsOf } from './order-facts.ts';
export {
  exceptionFactsOf,
  factsOf,
  packedFactsOf,
  paymentFactsOf,
  returnFactsOf,
} from './point-facts.ts';

export { ORDER_FACTS, orderFactsOf } from './order-facts.ts';

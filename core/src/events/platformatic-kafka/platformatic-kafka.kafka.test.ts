import { kafkaContract } from '../testing/kafka-contract.js';

kafkaContract('Kafka by @platformatic/kafka', 'platformatic');

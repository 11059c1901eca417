import type { CodeTable } from './provider-code.js';

/** Codes of Dysmsapi's SendSms and of the OpenAPI gateway before it (Aliyun, "API 错误码"); of receipts below. */
export const aliyunCodes: CodeTable = {
  // Frequency: the daily kind is told apart by its text, see aliyunRefusal.
  'isv.BUSINESS_LIMIT_CONTROL': 'frequency-limited',
  Throttling: 'frequency-limited',
  'isv.DAY_LIMIT_CONTROL': 'quota-reached',
  'isv.MONTH_LIMIT_CONTROL': 'quota-reached',
  // Content
  'isv.SMS_CONTENT_ILLEGAL': 'content-refused',
  'isv.BLACK_KEY_CONTROL_LIMIT': 'content-refused',
  'isv.PARAM_LENGTH_LIMIT': 'parameters-refused',
  'isv.PARAM_NOT_SUPPORT_URL': 'parameters-refused',
  'isv.TEMPLATE_PARAMS_ILLEGAL': 'parameters-refused',
  'isv.TEMPLATE_MISSING_PARAMETERS': 'parameters-refused',
  'isv.INVALID_JSON_PARAM': 'parameters-refused',
  // Number
  'isv.MOBILE_NUMBER_ILLEGAL': 'recipient-refused',
  'isv.BLACK_LIST': 'recipient-opted-out',
  'isv.DOMESTIC_NUMBER_NOT_SUPPORTED': 'destination-not-allowed',
  'isv.NOT_SUPPORTED_COUNTRY': 'destination-not-allowed',
  'isv.COUNTRY_RESTRICTED': 'destination-not-allowed',
  // Money and account
  'isv.AMOUNT_NOT_ENOUGH': 'balance-exhausted',
  'isv.OUT_OF_SERVICE': 'balance-exhausted',
  'isv.PRODUCT_UN_SUBSCRIPT': 'account-suspended',
  'isv.PRODUCT_UNSUBSCRIBE': 'account-suspended',
  'isv.ACCOUNT_NOT_EXISTS': 'account-suspended',
  'isv.ACCOUNT_ABNORMAL': 'account-suspended',
  'isv.DENY_IP_RANGE': 'sender-not-allowed',
  'isv.EXTEND_CODE_ERROR': 'sender-not-allowed',
  // Template and signature
  'isv.SMS_TEMPLATE_ILLEGAL': 'template-not-approved',
  'isv.SMS_SIGNATURE_ILLEGAL': 'signature-not-approved',
  'isv.SMS_SIGN_ILLEGAL': 'signature-not-approved',
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL': 'signature-not-approved',
  // Credentials
  'isp.RAM_PERMISSION_DENY': 'credentials-refused',
  InvalidAccessKeyId: 'credentials-refused',
  SignatureDoesNotMatch: 'credentials-refused',
  IncompleteSignature: 'credentials-refused',
  InvalidTimeStamp: 'credentials-refused',
  Forbidden: 'credentials-refused',
  NoPermission: 'credentials-refused',
  // It does not know itself
  'isp.SYSTEM_ERROR': 'in-doubt',
  'isp.GATEWAY_ERROR': 'in-doubt',
  'isp.UNKNOWN': 'in-doubt',
  InternalError: 'in-doubt',
  ServiceUnavailable: 'in-doubt',
  // Of receipts and QuerySendDetails (运营商错误码)
  MOBILE_IN_BLACK: 'recipient-opted-out',
  BLACKLIST: 'recipient-opted-out',
  MOBILE_NOT_ON_SERVICE: 'recipient-refused',
  MOBILE_ACCOUNT_ABNORMAL: 'recipient-refused',
  CONTENT_KEYWORD: 'content-refused',
  CONTENT_ERROR: 'content-refused',
  SIGN_ERROR: 'signature-not-approved',
  MOBILE_SEND_LIMIT: 'daily-limit',
  REQUEST_SUCCESS: 'in-doubt',
};

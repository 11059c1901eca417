import type { CodeTable } from './provider-code.js';

/** Codes of SendSms 2021-01-11 (per number and of the whole call; Tencent, "错误码"). */
export const tencentCodes: CodeTable = {
  // Frequency
  LimitExceeded: 'frequency-limited',
  RequestLimitExceeded: 'frequency-limited',
  'LimitExceeded.PhoneNumberDailyLimit': 'daily-limit',
  'LimitExceeded.PhoneNumberSameContentDailyLimit': 'daily-limit',
  'LimitExceeded.DailyLimit': 'quota-reached',
  'LimitExceeded.AppDailyLimit': 'quota-reached',
  'LimitExceeded.AppMainlandChinaDailyLimit': 'quota-reached',
  'LimitExceeded.AppGlobalDailyLimit': 'quota-reached',
  'LimitExceeded.AppCountryOrRegionDailyLimit': 'quota-reached',
  'LimitExceeded.AppCountryOrRegionInBlacklist': 'destination-not-allowed',
  // Content
  'FailedOperation.ContainSensitiveWord': 'content-refused',
  'InvalidParameter.DirtyWordFound': 'content-refused',
  'InvalidParameterValue.ContentLengthLimit': 'content-refused',
  'FailedOperation.TemplateParamSetNotMatchApprovedTemplate': 'parameters-refused',
  'InvalidParameterValue.TemplateParameterLengthLimit': 'parameters-refused',
  'InvalidParameterValue.TemplateParameterFormatError': 'parameters-refused',
  'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter': 'parameters-refused',
  // Number
  'FailedOperation.PhoneNumberInBlacklist': 'recipient-opted-out',
  'FailedOperation.PhoneNumberParseFail': 'recipient-refused',
  'InvalidParameterValue.IncorrectPhoneNumber': 'recipient-refused',
  UnsupportedOperation: 'destination-not-allowed',
  // Money, template, signature
  'FailedOperation.InsufficientBalanceInSmsPackage': 'balance-exhausted',
  'FailedOperation.TemplateIncorrectOrUnapproved': 'template-not-approved',
  'FailedOperation.TemplateUnapprovedOrNotExist': 'template-not-approved',
  'FailedOperation.TemplateIdNotExist': 'template-not-approved',
  'FailedOperation.MissingTemplateList': 'template-not-approved',
  'FailedOperation.SignatureIncorrectOrUnapproved': 'signature-not-approved',
  'FailedOperation.MissingSignature': 'signature-not-approved',
  'FailedOperation.MissingSignatureList': 'signature-not-approved',
  // Credentials
  AuthFailure: 'credentials-refused',
  UnauthorizedOperation: 'credentials-refused',
  'UnauthorizedOperation.RequestIpNotInWhitelist': 'sender-not-allowed',
  'UnauthorizedOperation.ServiceSuspendDueToArrears': 'balance-exhausted',
  'InvalidParameterValue.SdkAppIdNotExist': 'credentials-refused',
  'InvalidParameter.AppidAndBizId': 'credentials-refused',
  'InternalError.SigVerificationFail': 'credentials-refused',
  'InternalError.SigFieldMissing': 'credentials-refused',
  'InternalError.RequestTimeException': 'credentials-refused',
  // It does not know itself
  InternalError: 'in-doubt',
};
